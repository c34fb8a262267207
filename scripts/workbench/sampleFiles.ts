import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface FileEntry {
  readonly kind: 'file' | 'folder'
  readonly size: number
  readonly modified: number
}

interface Written {
  readonly bytes: Buffer
  readonly modified: number
}

/**
 * A tree of files for the browser: each mount is a folder on disk under a name of its own, and what is written stays
 * in memory, in front of the disk. Paths use forward slashes and begin with the mount's name.
 */
export class SampleFiles {
  private readonly mounts: ReadonlyMap<string, string>
  private readonly written = new Map<string, Written | null>()

  constructor(mounts: Readonly<Record<string, string>>) {
    this.mounts = new Map(Object.entries(mounts))
  }

  stat(path: string): FileEntry | undefined {
    const clean = normal(path)
    if (clean === '') return { kind: 'folder', size: 0, modified: 0 }
    const kept = this.written.get(clean)
    if (kept === null) return undefined
    if (kept) return { kind: 'file', size: kept.bytes.length, modified: kept.modified }
    const disk = this.onDisk(clean)
    const found = disk ? statSync(disk, { throwIfNoEntry: false }) : undefined
    if (found) return { kind: found.isDirectory() ? 'folder' : 'file', size: found.size, modified: Math.round(found.mtimeMs) }
    const holdsWritten = [...this.written].some(([name, file]) => file && name.startsWith(`${clean}/`))
    return holdsWritten ? { kind: 'folder', size: 0, modified: 0 } : undefined
  }

  list(path: string): [name: string, kind: FileEntry['kind']][] {
    const clean = normal(path)
    const names = new Set(clean === '' ? this.mounts.keys() : [])
    const disk = clean === '' ? undefined : this.onDisk(clean)
    if (disk && statSync(disk, { throwIfNoEntry: false })?.isDirectory()) for (const name of readdirSync(disk)) names.add(name)
    const prefix = clean === '' ? '' : `${clean}/`
    for (const name of this.written.keys()) if (name.startsWith(prefix)) names.add(name.slice(prefix.length).split('/')[0]!)
    return [...names].flatMap((name) => {
      const entry = this.stat(prefix + name)
      return entry ? [[name, entry.kind] as [string, FileEntry['kind']]] : []
    })
  }

  read(path: string): Buffer | undefined {
    const clean = normal(path)
    if (this.stat(clean)?.kind !== 'file') return undefined
    return this.written.get(clean)?.bytes ?? readFileSync(this.onDisk(clean)!)
  }

  write(path: string, bytes: Buffer): void {
    this.written.set(normal(path), { bytes, modified: Date.now() })
  }

  remove(path: string): void {
    const clean = normal(path)
    for (const [name] of this.list(clean)) this.remove(`${clean}/${name}`)
    this.written.set(clean, null)
  }

  private onDisk(path: string): string | undefined {
    const [mount, ...rest] = path.split('/')
    const folder = this.mounts.get(mount!)
    return folder === undefined ? undefined : join(folder, ...rest)
  }
}

/** Without `..`, and without slashes at the ends. */
function normal(path: string): string {
  return posix.normalize(`/${path}`).replace(/^\/+|\/+$/g, '')
}
