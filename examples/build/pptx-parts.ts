/** The parts that every deck has: presentation, slide master with two layouts, notes master, theme. */
import { HEAD, OFFICE, type Parts, relationships } from './ooxml.ts'

export const NAMESPACES = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`

/** English Metric Units: 16:9. */
export const SLIDE = { width: 12_192_000, height: 6_858_000, edge: 700_000 }

const TYPES = 'application/vnd.openxmlformats-officedocument.presentationml'
const WIDE = SLIDE.width - 2 * SLIDE.edge
const COLOURS =
  'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'

export function deckTypes(): Readonly<Record<string, string>> {
  const theme = 'application/vnd.openxmlformats-officedocument.theme+xml'
  return {
    'ppt/presentation.xml': `${TYPES}.presentation.main+xml`,
    'ppt/slideMasters/slideMaster1.xml': `${TYPES}.slideMaster+xml`,
    'ppt/slideLayouts/slideLayout1.xml': `${TYPES}.slideLayout+xml`,
    'ppt/slideLayouts/slideLayout2.xml': `${TYPES}.slideLayout+xml`,
    'ppt/notesMasters/notesMaster1.xml': `${TYPES}.notesMaster+xml`,
    'ppt/theme/theme1.xml': theme,
    'ppt/theme/theme2.xml': theme,
  }
}

export function deckParts(slideCount: number): Parts {
  const slides = Array.from({ length: slideCount }, (_, index) => index + 1)
  const ids = slides.map((number) => `<p:sldId id="${255 + number}" r:id="rId${number + 2}"/>`).join('')
  return {
    'ppt/_rels/presentation.xml.rels': relationships([
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ['notesMaster', 'notesMasters/notesMaster1.xml'],
      ...slides.map((number) => ['slide', `slides/slide${number}.xml`] as const),
      ['theme', 'theme/theme1.xml'],
    ]),
    'ppt/presentation.xml': `${HEAD}<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="${SLIDE.width}" cy="${SLIDE.height}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['slideLayout', '../slideLayouts/slideLayout2.xml'],
      ['theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideMasters/slideMaster1.xml': MASTER,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([
      ['slideMaster', '../slideMasters/slideMaster1.xml'],
    ]),
    'ppt/slideLayouts/_rels/slideLayout2.xml.rels': relationships([
      ['slideMaster', '../slideMasters/slideMaster1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': layout('title', 'Title', 'ctrTitle', 2_200_000, 1_300_000),
    'ppt/slideLayouts/slideLayout2.xml': layout('obj', 'Title and content', 'title', 350_000, 850_000),
    'ppt/notesMasters/_rels/notesMaster1.xml.rels': relationships([['theme', '../theme/theme2.xml']]),
    'ppt/notesMasters/notesMaster1.xml': `${HEAD}<p:notesMaster ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${box(2, 'sldImg', undefined, [685_800, 1_143_000, 5_486_400, 3_086_100])}${box(3, 'body', 1, [685_800, 4_400_550, 5_486_400, 3_600_450])}</p:spTree></p:cSld><p:clrMap ${COLOURS}/></p:notesMaster>`,
    'ppt/theme/theme1.xml': THEME,
    'ppt/theme/theme2.xml': THEME,
  }
}

const GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'

type Frame = readonly [x: number, y: number, width: number, height: number]

function box(id: number, type: string, index: number | undefined, [x, y, width, height]: Frame): string {
  const at = index === undefined ? '' : ` idx="${index}"`
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type} ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${at}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>`
}

const FOOTER: Frame = [SLIDE.edge, SLIDE.height - 400_000, 9_000_000, 300_000]
const COUNTER: Frame = [SLIDE.width - SLIDE.edge - 900_000, SLIDE.height - 400_000, 900_000, 300_000]
const CONTENT: Frame = [SLIDE.edge, 1_350_000, WIDE, 4_900_000]

function layout(type: string, name: string, title: string, top: number, height: number): string {
  const content = type === 'obj' ? box(3, 'obj', 1, CONTENT).replace(' type="obj"', '') : ''
  return `${HEAD}<p:sldLayout ${NAMESPACES} type="${type}"><p:cSld name="${name}"><p:spTree>${GROUP}${box(2, title, undefined, [SLIDE.edge, top, WIDE, height])}${content}${box(4, 'ftr', 10, FOOTER)}${box(5, 'sldNum', 11, COUNTER)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`
}

const BULLETS = [1, 2]
  .map(
    (level) =>
      `<a:lvl${level}pPr marL="${342_900 * level}" indent="-285750"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="${2000 - 200 * level}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl${level}pPr>`,
  )
  .join('')

const MASTER = `${HEAD}<p:sldMaster ${NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}${box(2, 'title', undefined, [SLIDE.edge, 350_000, WIDE, 850_000])}${box(3, 'body', 1, CONTENT)}${box(4, 'ftr', 10, FOOTER)}${box(5, 'sldNum', 11, COUNTER)}</p:spTree></p:cSld><p:clrMap ${COLOURS}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz="3000" b="1"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>${BULLETS}</p:bodyStyle><p:otherStyle><a:lvl1pPr><a:defRPr sz="1100"/></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>`

const PALETTE: readonly (readonly [name: string, colour: string])[] = [
  ['dk1', '1F2933'],
  ['lt1', 'FFFFFF'],
  ['dk2', '17395C'],
  ['lt2', 'EEF2F6'],
  ['accent1', '17395C'],
  ['accent2', '2E86AB'],
  ['accent3', 'A23B3B'],
  ['accent4', '6B9080'],
  ['accent5', 'D9A441'],
  ['accent6', '7A6C9D'],
  ['hlink', '2E86AB'],
  ['folHlink', '7A6C9D'],
]
const FILLS = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'.repeat(3)
const LINES = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'.repeat(3)
const EFFECTS = '<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)
const FONT = '<a:latin typeface="Arial"/><a:ea typeface="微软雅黑"/><a:cs typeface=""/>'
const THEME = `${HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Wangyu"><a:themeElements><a:clrScheme name="Wangyu">${PALETTE.map(([name, colour]) => `<a:${name}><a:srgbClr val="${colour}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="Wangyu"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Wangyu"><a:fillStyleLst>${FILLS}</a:fillStyleLst><a:lnStyleLst>${LINES}</a:lnStyleLst><a:effectStyleLst>${EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>${FILLS}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
