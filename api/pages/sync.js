/** The buttons of the exchange's page: each is one call, and what it led to is shown by loading the page anew. */
import { byId } from './dom.js'
import { call, Failure } from './http.js'

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-post]')
  if (button === null) return
  button.disabled = true
  try {
    const { post, body } = button.dataset
    await call('POST', post, { body: body === undefined ? {} : JSON.parse(body) })
    location.reload()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    byId('said').textContent = error.message
    button.disabled = false
  }
})
