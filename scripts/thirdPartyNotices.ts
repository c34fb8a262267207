import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** The folder of the package that a bundled file belongs to, or undefined for our own. */
function packageFolder(file: string): string | undefined {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/')) ?? []
  return folder
}

/** Names, versions and licence texts of the packages that the bundled files come from; fails where one has no licence. */
export function thirdPartyNotices(files: readonly string[]): string {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined))
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
    const [file] = globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder }).sort()
    if (file === undefined && !license) throw new Error(`The package ${name} is bundled, and has no licence.`)
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version}${license ? ` (${license})` : ''}\n\n${text}\n`
  })
  const line = `\n${'-'.repeat(78)}\n\n`
  return `Token Gaze contains code of these packages.\n${line}${notices.join(line)}`
}
