import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listFiles, PackageManager } from '@vscode/vsce'
import { thirdPartyNotices } from '../../scripts/thirdPartyNotices.ts'

test('the package holds no source, no tests and no packages', async () => {
  const files = await listFiles({ packageManager: PackageManager.None })
  for (const file of files) {
    assert.match(file, /^(package(\.nls[.\w-]*)?\.json|README\.md|CHANGELOG\.md|LICENSE|(dist|media|l10n)\/.*|docs\/[\w-]+\.png)$/, file)
    if (!/^media\/models\/[\w-]+\/sample\.\w+$/.test(file)) assert.doesNotMatch(file, /\.(ts|map|py)$|node_modules/, file)
  }
})

test('the notices name each bundled package once, with its licence', () => {
  const text = thirdPartyNotices(['node_modules/lit/index.js', 'node_modules/lit/html.js', 'webview/page.ts', 'node_modules/@vscode/codicons/dist/codicon.ttf'])
  assert.equal(text.match(/^lit \d/gm)?.length, 1)
  assert.match(text, /^@vscode\/codicons \d/m)
  assert.match(text, /Redistribution and use in source and binary forms/)
  assert.doesNotMatch(text, /page\.ts/)
})
