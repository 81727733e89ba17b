/**
 * PowerPoint (.pptx, .pptm). A slide is a page: its title a heading, then its shapes as the eye reads them
 * (pptx-slide.ts), tables and chart figures as tables, the speaker's notes under a heading of their own, for
 * they often hold the sentence that the slide only hints at. Hidden slides are left out and reported.
 */
import { finishDocument } from '../finish-document.ts'
import { macroWarnings, type OoxmlPackage, openOoxml } from '../ooxml-package.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { attribute, child, descendants, elements, prefixedAttribute } from '../xml.ts'
import { readSlide, shapeParagraphs } from './pptx-slide.ts'

export const parsePptx: Parser = async (source) => {
  const opened = openOoxml(source, 'ppt/presentation.xml')
  const relations = opened.relations(opened.main)
  const listed = elements(child(opened.xml(opened.main), 'sldIdLst'), 'sldId')
  const slides = listed.flatMap((each) => {
    const id = prefixedAttribute(each, 'id')
    return relations.filter((relation) => relation.id === id && relation.type === 'slide')
  })
  const blocks: Block[] = []
  const hidden: number[] = []
  const broken: number[] = []
  slides.forEach(({ target }, index) => {
    const page = index + 1
    const slide = opened.findXml(target)
    if (slide === undefined) broken.push(page)
    else if (['0', 'false'].includes(attribute(slide, 'show') ?? '')) hidden.push(page)
    else blocks.push(...readSlide(opened, target, slide, page), ...readNotes(opened, target, page))
    source.onProgress?.(page / slides.length)
  })
  return finishDocument(
    {
      mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      title: usefulTitle(opened.title),
      pageCount: slides.length,
      blocks,
      warnings: [
        ...macroWarnings(opened),
        ...hidden.map((page) => skipped(page, `Slide ${page} is hidden and was not read.`)),
        ...broken.map((page) => skipped(page, `Slide ${page} is missing from the file.`)),
      ],
      hasPictures: opened.hasPictures,
    },
    source.limits,
  )
}

function readNotes(opened: OoxmlPackage, slidePath: string, page: number): readonly Block[] {
  const target = opened.relations(slidePath).find((each) => each.type === 'notesSlide')?.target
  const shapes = descendants(child(opened.findXml(target), 'cSld'), 'sp')
  const body = shapes.filter((shape) => attribute(child(shape, 'nvSpPr', 'nvPr', 'ph'), 'type') === 'body')
  const blocks = body.flatMap((shape) => shapeParagraphs(child(shape, 'txBody'), page, 'paragraph'))
  if (blocks.length === 0) return []
  const chinese = blocks.some((block) => /\p{Script=Han}/u.test(block.text))
  return [{ kind: 'heading', text: chinese ? '备注' : 'Notes', page, level: 3 }, ...blocks]
}

/** What PowerPoint writes for want of a title tells nothing. */
function usefulTitle(title: string | undefined): string | undefined {
  return title === undefined ||
    /^(powerpoint|幻灯片|slide|演示文稿|presentation)\b|^PowerPoint 演示文稿$/i.test(title)
    ? undefined
    : title
}

function skipped(page: number, message: string): ParseWarning {
  return { code: 'part_skipped', message, page }
}
