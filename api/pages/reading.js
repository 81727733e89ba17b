/** Brings the quote before the eyes, and the reader back to where the question was asked. */
const quote = document.querySelector('mark[data-quote]')
if (quote !== null && location.hash === '') {
  quote.scrollIntoView({ block: 'center', behavior: 'instant' })
  quote.tabIndex = -1
  quote.focus({ preventScroll: true })
}

const contents = document.getElementById('contents')
const wide = matchMedia('(min-width: 64rem)')
if (contents !== null) {
  contents.open = wide.matches
  wide.addEventListener('change', () => {
    contents.open = wide.matches
  })
  contents.addEventListener('click', (event) => {
    if (event.target.closest('a') !== null && !wide.matches) contents.open = false
  })
}

document.getElementById('back')?.addEventListener('click', (event) => {
  // Back in the history keeps the place in the chat; opened from elsewhere, the link leads there anew.
  const from = document.referrer === '' ? null : new URL(document.referrer)
  if (from === null || from.origin !== location.origin || from.pathname !== '/' || history.length < 2) return
  event.preventDefault()
  history.back()
})
