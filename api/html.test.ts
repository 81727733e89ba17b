import { describe, expect, it } from 'vitest'
import { dataBlock, html } from './html.ts'

describe('html', () => {
  it('escapes every text, in elements and in attributes', () => {
    const name = `"><script>alert('x')</script>&`
    expect(html`<p title="${name}">${name}</p>`.text).not.toMatch(/<script|"">/)
    expect(html`<p>${'a < b & c'}</p>`.text).toBe('<p>a &lt; b &amp; c</p>')
  })

  it('puts in as it is what it made itself, joins lists and shows nothing for nothing', () => {
    const items = ['<', 2].map((one) => html`<li>${one}</li>`)
    expect(html`<ul>${items}</ul>${null}${false}${undefined}`.text).toBe('<ul><li>&lt;</li><li>2</li></ul>')
  })

  it('keeps data from ending their block', () => {
    const { text } = dataBlock('texts', { a: '</script><!-- <script>' })
    expect(text.match(/<\/?script/g)).toHaveLength(2)
    expect(JSON.parse(text.replace(/^<script[^>]*>|<\/script>$/g, ''))).toEqual({
      a: '</script><!-- <script>',
    })
  })
})
