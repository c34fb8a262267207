import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, openPage } from '../../../scripts/workbench/launchBrowser.ts'
import { servePage, type PageServer } from './pageServer.ts'
import { PageUnderTest } from './pageUnderTest.ts'

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** One browser and server for the tests of a file; every page in it must end without a problem. */
export function browserPages(): (size: PageSize) => Promise<PageUnderTest> {
  let started: Promise<[Browser, PageServer]> | undefined
  const problems: string[][] = []
  after(async () => {
    const [browser, server] = (await started) ?? []
    await browser?.close()
    await server?.close()
    assert.deepEqual(problems.flat(), [])
  })
  return async (size) => {
    started ??= Promise.all([launchBrowser(), servePage()])
    const [browser, server] = await started
    const opened = await openPage(browser, size)
    opened.page.setDefaultTimeout(60_000)
    problems.push(opened.problems)
    return new PageUnderTest(opened.page, server)
  }
}
