/** Elements from data. Texts go in as text nodes only: nothing that anybody wrote is ever parsed as markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` are listeners; true is an empty attribute; null and
 *   false are left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export const byId = (id) => document.getElementById(id)

/** A path of this service, or "" for anything else. */
export function ownPath(path) {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : ''
}
