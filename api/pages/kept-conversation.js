/**
 * The conversation of this tab over a reload and over a visit to a source: what was asked and replied, as
 * the service said it. Per person, and gone when the tab closes or somebody signs out.
 */
import { me } from './page-data.js'

const KEY = `pharos.conversation.${me.id}`
const TURNS = 60

/** @typedef {{question: string, key: string, reply: object | null, failed?: string}} KeptTurn */

/** @returns {{id: string | null, turns: KeptTurn[], draft: string, scroll: number}} */
export function loadConversation() {
  const empty = { id: null, turns: [], draft: '', scroll: 0 }
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') }
  } catch {
    return empty
  }
}

/** Leaving the page saves once more; after signing out nothing may come back. */
let forgotten = false

export function saveConversation(conversation) {
  if (forgotten) return
  const kept = { ...conversation, turns: conversation.turns.slice(-TURNS) }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Full or forbidden: the page works, a reload begins anew.
  }
}

export function forgetConversations() {
  forgotten = true
  sessionStorage.clear()
}
