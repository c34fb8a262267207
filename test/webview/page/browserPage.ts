import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, openPage } from '../../../scripts/workbench/launchBrowser.ts'
import { servePage, type PageServer } from './pageServer.ts'
import { PageUnderTest } from './pageUnderTest.ts'

export interface PageSize {
  readonly width: number
  readonly height: number
  /** Device pixels of a CSS pixel. */
  readonly scale?: number
}

/** One browser and server for the tests of a file; every page in it must end without a problem. */
export function browserPages(): (size: PageSize) => Promise<PageUnderTest> {
  let browser: Promise<Browser> | undefined
  let server: Promise<PageServer> | undefined
  const problems: string[][] = []
  after(async () => {
    const ended = await Promise.allSettled([browser?.then((one) => one.close()), server?.then((one) => one.close())])
    assert.deepEqual(ended.filter(({ status }) => status === 'rejected'), [])
    assert.deepEqual(problems.flat(), [])
  })
  return async (size) => {
    browser ??= launchBrowser()
    server ??= servePage()
    await Promise.allSettled([browser, server])
    const opened = await openPage(await browser, size)
    opened.page.setDefaultTimeout(60_000)
    problems.push(opened.problems)
    return new PageUnderTest(opened.page, await server)
  }
}
