import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isInstalled } from '../../scripts/ensureInstalled.mjs'

type Packages = Record<string, { version: string; optional?: boolean }>

const wanted: Packages = {
  '': { version: '1.0.0' }, 'node_modules/a': { version: '2.0.0' }, 'node_modules/a-darwin': { version: '2.0.0', optional: true },
}

function checked(present: Packages | undefined): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
  try {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }))
    mkdirSync(join(folder, 'node_modules'))
    if (present) writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }))
    return isInstalled(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('packages count as installed when the lockfile\'s versions are there; those of other platforms may be absent', () => {
  assert.equal(checked({ 'node_modules/a': { version: '2.0.0' } }), true)
  assert.equal(checked(wanted), true)
})

test('no node_modules, an absent package, or another version means installing', () => {
  assert.equal(checked(undefined), false)
  assert.equal(checked({}), false)
  assert.equal(checked({ 'node_modules/a': { version: '1.9.0' } }), false)
  assert.equal(checked({ ...wanted, 'node_modules/a-darwin': { version: '1.0.0' } }), false)
})
