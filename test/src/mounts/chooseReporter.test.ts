import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseReporter } from '../../../src/mounts/chooseReporter.ts'

const page = (ready: boolean, visible: boolean) => ({ ready, visible })

test('the first page that listens reports, and goes on while it is in sight or alone', () => {
  const view = page(true, true)
  const tab = page(true, true)
  assert.equal(chooseReporter([view, tab], null), view)
  assert.equal(chooseReporter([view, tab], tab), tab)
  const hidden = page(true, false)
  assert.equal(chooseReporter([hidden], hidden), hidden)
  assert.equal(chooseReporter([hidden, page(false, true)], hidden), hidden)
})

test('it hands over to one in sight when it is hidden, and to any when it goes away', () => {
  const hidden = page(true, false)
  const tab = page(true, true)
  assert.equal(chooseReporter([hidden, tab], hidden), tab)
  assert.equal(chooseReporter([hidden], tab), hidden)
  assert.equal(chooseReporter([page(false, true)], tab), null)
})
