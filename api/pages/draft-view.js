/**
 * The card of a visit note: the note with the words that each field rests on lit up, the fields, what is asked
 * with its choices, what the rules say. Touching a field shows where the note says it.
 */
import { el } from './dom.js'
import { say } from './page-data.js'

/**
 * @param {object} draft a VisitDraft of the contract
 * @param {(field: string, value: string) => void} onAnswer a choice of a question was pressed
 */
export function draftView(draft, onAnswer) {
  const note = el('p', { class: 'note', lang: '' }, ...markedNote(draft))
  const light = (path) => {
    for (const mark of note.querySelectorAll('mark')) {
      const lit =
        path !== null &&
        mark.dataset.paths.split(' ').some((one) => one === path || one.startsWith(`${path}.`))
      mark.classList.toggle('lit', lit)
    }
  }
  const open = draft.state === 'open'
  if (draft.state === 'discarded')
    return el(
      'section',
      { class: 'draft', 'data-state': draft.state },
      el('h3', {}, say('note_head_discarded')),
    )
  return el(
    'section',
    { class: `draft ${draft.state}`, 'data-draft': draft.id, 'data-state': draft.state },
    el('h3', {}, say(headOf(draft), { count: draft.visits.length, revision: draft.revision })),
    note,
    ...draft.visits.map((visit, index) => visitView(visit, index, draft, light)),
    ...draft.intel.map((one) => el('p', { class: 'intel' }, `${say('note_intel')}: ${one.text}`)),
    draft.findings.length > 0 && findingsView(draft),
    open &&
      draft.visits.some((visit) => visit.adverse_event.present) &&
      el('p', { class: 'alarm' }, say('note_safety_hint')),
    open && draft.questions.length > 0 && questionsView(draft, onAnswer),
    open && el('p', { class: 'muted how' }, say('note_how')),
  )
}

function headOf(draft) {
  if (draft.state === 'submitted')
    return draft.revision > 1 && draft.corrections.length > 0 ? 'note_head_revised' : 'note_head_submitted'
  if (draft.state === 'discarded') return 'note_head_discarded'
  if (draft.visits.length > 1) return 'note_head_draft_many'
  if (draft.visits.length === 1) return 'note_head_draft'
  return draft.intel.length > 0
    ? 'note_head_intel'
    : draft.findings.length > 0
      ? 'note_head_incident'
      : 'note_nothing'
}

/** The note as text and marks; where places overlap, a mark names all of them. */
function markedNote(draft) {
  const spans = Object.entries(draft.evidence).flatMap(([path, list]) =>
    list.map((span) => ({ ...span, path })),
  )
  const edges = new Set([0, draft.note.length])
  for (const { start, end } of spans) edges.add(start).add(end)
  const cuts = [...edges].filter((at) => at >= 0 && at <= draft.note.length).sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1]
    const paths = spans.filter((span) => span.start <= start && span.end >= end).map((span) => span.path)
    const words = draft.note.slice(start, end)
    return paths.length === 0 ? words : el('mark', { 'data-paths': paths.join(' ') }, words)
  })
}

function visitView(visit, index, draft, light) {
  const base = `visits.${index}`
  const rows = fieldsOf(visit, draft.names).map(([name, path, value]) => {
    const spot = `${base}.${path}`
    return el(
      'div',
      {
        class: 'row',
        tabindex: '0',
        onmouseenter: () => light(spot),
        onmouseleave: () => light(null),
        onfocus: () => light(spot),
        onblur: () => light(null),
      },
      el('dt', {}, name),
      el('dd', {}, ...value),
    )
  })
  return el(
    'div',
    { class: 'visit' },
    draft.visits.length > 1 && el('h4', {}, say('note_visit', { n: index + 1 })),
    el('dl', {}, ...rows),
  )
}

/** [label, path, parts of the value], empty fields left out. */
function fieldsOf(visit, names) {
  const list = (key, path, values) => (values.length === 0 ? [] : [[say(key), path, values.flatMap(chip)]])
  const one = (key, path, value) =>
    value === null || value === undefined || value === '' ? [] : [[say(key), path, [String(value)]]]
  return [
    [
      say('note_date'),
      'date',
      [
        [visit.date ?? say('note_no_day'), timeWords(visit.time)].filter(Boolean).join(' '),
        ...hint(visit.date_source && say('note_assumed')),
      ],
    ],
    [
      say('note_status'),
      'status',
      [
        `${say(`note_status_${visit.status}`)} · ${say(`note_channel_${visit.channel}`)} · ${say(`note_kind_${visit.kind}`)}`,
      ],
    ],
    ...(visit.institution === null
      ? []
      : [
          [
            say('note_institution'),
            'institution',
            [visit.institution.text, ...hint(visit.institution.id === null && say('note_not_listed'))],
          ],
        ]),
    ...one('note_department', 'department', visit.department),
    ...list(
      'note_contacts',
      'contacts',
      visit.contacts.map((contact) => contactParts(contact, names)),
    ),
    ...list(
      'note_products',
      'products',
      visit.products.map((product) => [product.text, ...attitude(product)]),
    ),
    ...list(
      'note_competitors',
      'competitors',
      visit.competitors.map((text) => [text]),
    ),
    ...list(
      'note_topics',
      'topics',
      visit.topics.map((code) => [say(`note_topic_${code}`)]),
    ),
    ...list(
      'note_objections',
      'objections',
      visit.objections.map((objection) => [objection.text]),
    ),
    ...list(
      'note_questions',
      'questions',
      visit.questions.map((question) => [question.text]),
    ),
    ...list(
      'note_hcp_commitments',
      'hcp_commitments',
      visit.hcp_commitments.map((text) => [text]),
    ),
    ...list(
      'note_materials',
      'materials',
      visit.materials.map((text) => [text]),
    ),
    ...list('note_follow_ups', 'follow_ups', visit.follow_ups.map(followUpParts)),
    ...one('note_next_available', 'next_available', visit.next_available),
    ...(visit.adverse_event.present
      ? [
          [
            say('note_adverse_event'),
            'adverse_event',
            [el('b', { class: 'bad' }, visit.adverse_event.text ?? '')],
          ],
        ]
      : []),
  ]
}

const PARTS_OF_DAY = ['am', 'noon', 'pm', 'evening']
const timeWords = (time) => (PARTS_OF_DAY.includes(time) ? say(`note_time_${time}`) : time)

const chip = (parts) => [el('span', { class: 'chip' }, ...parts)]
const hint = (text) => (text ? [el('small', {}, ` ${text}`)] : [])

function attitude(one) {
  return one.attitude === 'unknown' ? [] : hint(say(`note_attitude_${one.attitude}`))
}

function contactParts(contact, names) {
  const name = contact.id === null ? undefined : names[contact.id]
  const meant = name === undefined || contact.text.includes(name) ? [] : [el('b', {}, ` ${name}`)]
  const role =
    contact.role === 'absent' || contact.role === 'mentioned' ? hint(say(`note_${contact.role}`)) : []
  const known =
    contact.id === null ? hint(say(contact.new_contact ? 'note_new_contact' : 'note_not_listed')) : []
  return [contact.text, ...meant, ...role, ...attitude(contact), ...known]
}

function followUpParts(one) {
  const when = one.range === null ? (one.due ?? one.event ?? say('note_no_day')) : one.range.join('–')
  return [
    one.text,
    ...hint([when, one.time].filter(Boolean).join(' ')),
    ...hint(one.blocked && say('note_blocked')),
    ...hint(one.needs_review && say('note_needs_review')),
  ]
}

function findingsView(draft) {
  return el(
    'div',
    { class: 'findings' },
    el('h4', {}, say('note_findings_head')),
    el(
      'ul',
      {},
      ...draft.findings.map((one) =>
        el(
          'li',
          { class: one.severity },
          el('b', {}, say(`note_severity_${one.severity}`)),
          ` ${say(`finding_${one.code}`)} `,
          one.span !== '' && el('q', {}, one.span),
          one.clause && el('small', {}, one.clause),
        ),
      ),
    ),
  )
}

function questionsView(draft, onAnswer) {
  return el(
    'div',
    { class: 'asked' },
    el('h4', {}, say('note_ask_head')),
    ...draft.questions.map((question) =>
      el(
        'div',
        { class: 'ask', 'data-field': question.field },
        el('p', {}, question.text),
        question.choices.length > 0 &&
          el(
            'div',
            { class: 'choices' },
            ...question.choices.map((choice) =>
              el(
                'button',
                { type: 'button', class: 'quiet', onclick: () => onAnswer(question.field, choice.value) },
                choice.label,
              ),
            ),
          ),
      ),
    ),
  )
}
