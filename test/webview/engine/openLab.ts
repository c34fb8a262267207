import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { ModelSource } from '../../../protocol/model.ts'
import { chromiumFlags, requireChromium } from '../../../scripts/chromium.ts'
import { serveLab, type LabServer, type Manner } from './serveLab.ts'

export interface OpenLab {
  readonly page: Page
  readonly server: LabServer
  /** Uncaught errors of page and workers, and what the content policy blocked. */
  problems(): Promise<string[]>
  /** A model's folder in this repository, served in a manner. */
  source(folder: string, files: readonly string[], manner?: Manner): ModelSource
  /** Megabytes of the page's process after garbage was collected; Linux only. */
  memory(): Promise<number>
  close(): Promise<void>
}

/** Opens the engine's lab page in a real Chromium. */
export async function openLab(options: { webgpu?: boolean; isolated?: boolean } = {}): Promise<OpenLab> {
  const server = await serveLab(options)
  const browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumFlags(options), '--js-flags=--expose-gc'] })
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  await page.goto(server.origin)
  await page.waitForFunction(() => 'lab' in globalThis)
  return {
    page,
    server,
    problems: async () => [...errors, ...(await page.evaluate(() => lab.violations))],
    source: (folder, files, manner = 'ranges') => ({
      id: `${manner}:${folder}`,
      label: folder.slice(folder.lastIndexOf('/') + 1),
      baseUri: `${server.origin}/files/${manner}/${folder}/`,
      files: files.map((path) => ({ path, bytes: statSync(join(folder, path)).size })),
    }),
    memory: async () => {
      // Not those of onnxruntime's threads, which sleep without hearing anything.
      await page.workers()[0]!.evaluate('gc()')
      await page.evaluate('gc()')
      const cdp = await browser.newBrowserCDPSession()
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
      const resident = processInfo.map(({ id, type }) => (type === 'renderer' ? residentPages(id) : 0))
      return (Math.max(...resident) * 4096) / 2 ** 20
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

function residentPages(process: number): number {
  return Number(readFileSync(`/proc/${String(process)}/statm`, 'utf8').split(' ')[1])
}

/** The bundled model as the extension offers it, hashes and all. */
export function bundledMiniLm(lab: OpenLab, manner: Manner = 'ranges'): ModelSource {
  const [manifest] = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as [{ label: string; files: ModelSource['files'] }]
  return { ...lab.source('media/models/minilm', [], manner), label: manifest.label, files: manifest.files }
}
