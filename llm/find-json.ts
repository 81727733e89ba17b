/**
 * The JSON object in what a model wrote: alone, in a code fence, or behind its own thoughts, as servers send it
 * that cannot be told a form. What is no whole object is nothing.
 */

/** A model that writes more than this does not answer the question. */
const LONGEST = 100_000

/** Undefined when there is no object, or it does not end. */
export function findJson(text: string): unknown {
  if (text.length > LONGEST) return undefined
  const said = text.replace(/<think>[\s\S]*?<\/think>/giu, '').trim()
  const fenced = /```(?:json)?\s*([\s\S]*?)```/iu.exec(said)?.[1]
  const from = said.indexOf('{')
  const outer = from < 0 ? undefined : said.slice(from, said.lastIndexOf('}') + 1)
  for (const candidate of [said, fenced, outer]) {
    const value = candidate === undefined ? undefined : parse(candidate)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  }
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
