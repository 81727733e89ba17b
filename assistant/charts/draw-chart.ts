/**
 * Draws a chart of a summary: SVG for pages, PNG for chats that show pictures only. The letters of the PNG come from
 * the font beside this file, so that Chinese labels are right on a machine without fonts. ECharts and the canvas
 * are loaded for the first chart: the start of the service does not wait for them.
 */
import { readFile } from 'node:fs/promises'
import type { Locale } from '../../core/reader.ts'
import type { VisitSummary } from '../../crm/summarise-visits.ts'
import { CHART_WIDTH, type Chart, chartOptions, OWN_FONT } from './chart-options.ts'

export interface DrawChart {
  /** `width` in CSS pixels. */
  svg(summary: VisitSummary, chart: Chart, locale: Locale, width?: number): Promise<string>
  /** Three pixels for one of the SVG: sharp on a phone. */
  png(summary: VisitSummary, chart: Chart, locale: Locale, width?: number): Promise<Buffer>
}

const PIXEL_RATIO = 3

export function createDrawChart(): DrawChart {
  const library = once(loadLibrary)
  const painter = once(async () => loadPainter(await library()))
  return {
    async svg(summary, chart, locale, width = CHART_WIDTH) {
      const echarts = await library()
      const { option, height } = chartOptions(summary, chart, locale)
      const drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
      try {
        drawn.setOption(option)
        return drawn.renderToSVGString()
      } finally {
        drawn.dispose()
      }
    },

    async png(summary, chart, locale, width = CHART_WIDTH) {
      const echarts = await library()
      const { createCanvas } = await painter()
      const { option, height } = chartOptions(summary, chart, locale)
      const canvas = createCanvas(width * PIXEL_RATIO, height * PIXEL_RATIO)
      const drawn = echarts.init(canvas as never, null, {
        renderer: 'canvas',
        width,
        height,
        devicePixelRatio: PIXEL_RATIO,
      })
      try {
        drawn.setOption(option)
        return canvas.toBuffer('image/png')
      } finally {
        drawn.dispose()
      }
    },
  }
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

async function loadLibrary() {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([
    charts.BarChart,
    components.TitleComponent,
    components.LegendComponent,
    components.GridComponent,
    components.GraphicComponent,
    renderers.SVGRenderer,
    renderers.CanvasRenderer,
  ])
  return core
}

async function loadPainter(echarts: Awaited<ReturnType<typeof loadLibrary>>) {
  const canvas = await import('@napi-rs/canvas')
  const font = await readFile(new URL('fonts/noto-sans-sc-regular.woff2', import.meta.url))
  canvas.GlobalFonts.register(font, OWN_FONT)
  // Labels are measured with the letters that they are drawn in.
  echarts.setPlatformAPI({ createCanvas: () => canvas.createCanvas(32, 32) as never })
  return canvas
}
