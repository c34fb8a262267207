import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findChromium } from '../../scripts/chromium.ts'

test('CHROME_PATH wins, and is refused with a sentence where it is no program', (t) => {
  const before = process.env['CHROME_PATH']
  t.after(() => {
    if (before === undefined) delete process.env['CHROME_PATH']
    else process.env['CHROME_PATH'] = before
  })
  process.env['CHROME_PATH'] = process.execPath
  assert.equal(findChromium(), process.execPath)
  process.env['CHROME_PATH'] = '/nowhere/chrome'
  assert.throws(() => findChromium(), /CHROME_PATH names \/nowhere\/chrome, which is not a program/)
})
