/** On the machine itself the printed link is one click: the page presses its own button. */
const form = document.querySelector('form[data-press]')

// Not while the browser only looks ahead: a page that nobody sees must not use the code up.
function press() {
  if (document.visibilityState !== 'visible' || document.prerendering) return
  document.removeEventListener('visibilitychange', press)
  form.requestSubmit()
}

if (form !== null) {
  document.addEventListener('visibilitychange', press)
  press()
}
