import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Manifest {
  readonly engines: { readonly vscode: string }
  readonly devDependencies: Readonly<Record<string, string>>
  readonly capabilities: {
    readonly virtualWorkspaces: boolean
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] }
  }
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } }
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest

test('a workspace that is not trusted may be used, and chooses neither a model nor an address', () => {
  const { virtualWorkspaces, untrustedWorkspaces } = manifest.capabilities
  assert.equal(virtualWorkspaces, true)
  assert.equal(untrustedWorkspaces.supported, 'limited')
  const risky = Object.keys(manifest.contributes.configuration.properties).filter((name) => /model|hub|address|url|folder|path/i.test(name))
  assert.ok(risky.includes('tokenGaze.model'))
  for (const name of risky) assert.ok(untrustedWorkspaces.restrictedConfigurations.includes(name), `${name} is restricted`)
})

test('the types of VS Code are those of the oldest one that is supported', () => {
  const minor = (range: string): string => /\d+\.\d+/.exec(range)?.[0] ?? range
  assert.equal(minor(manifest.devDependencies['@types/vscode']!), minor(manifest.engines.vscode))
})

test('the lockfiles name no host', () => {
  for (const file of ['package-lock.json', 'test/vscode/server/package-lock.json']) {
    assert.doesNotMatch(readFileSync(file, 'utf8'), /"resolved"/, file)
  }
})
