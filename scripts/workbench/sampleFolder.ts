/** A small web extension of the workbench: shows the server's sample files as a folder that can be edited. */
import * as vscode from 'vscode'

interface Stat {
  readonly kind: 'file' | 'folder'
  readonly size: number
  readonly modified: number
  readonly entries: [name: string, kind: 'file' | 'folder'][]
}

const kinds = { file: vscode.FileType.File, folder: vscode.FileType.Directory }

class SampleFolder implements vscode.FileSystemProvider {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>()
  private readonly base: string
  readonly onDidChangeFile = this.changes.event

  constructor(base: string) {
    this.base = base
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined)
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { kind, size, modified } = await this.look(uri)
    return { type: kinds[kind], size, mtime: modified, ctime: modified }
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const { entries } = await this.look(uri)
    return entries.map(([name, kind]) => [name, kinds[kind]])
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new Uint8Array(await (await this.ask(uri)).arrayBuffer())
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.ask(uri, { method: 'PUT', body: content.slice() })
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }])
  }

  async delete(uri: vscode.Uri): Promise<void> {
    await this.ask(uri, { method: 'DELETE' })
    this.changes.fire([{ type: vscode.FileChangeType.Deleted, uri }])
  }

  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    await this.writeFile(to, await this.readFile(from))
    await this.delete(from)
  }

  /** Folders appear with their first file. */
  createDirectory(): void {
    return undefined
  }

  /** Every file below a folder, for Go to File. */
  async filesBelow(folder: vscode.Uri): Promise<vscode.Uri[]> {
    const { entries } = await this.look(folder)
    const found = entries.map(([name, kind]) => {
      const uri = vscode.Uri.joinPath(folder, name)
      return kind === 'file' ? [uri] : this.filesBelow(uri)
    })
    return (await Promise.all(found)).flat()
  }

  private async look(uri: vscode.Uri): Promise<Stat> {
    return (await (await this.ask(uri, { headers: { 'x-stat': '1' } })).json()) as Stat
  }

  private async ask(uri: vscode.Uri, request: RequestInit = {}): Promise<Response> {
    const path = uri.path.split('/').map(encodeURIComponent).join('/')
    const response = await fetch(`${this.base}/files${path}`, request)
    if (response.status === 404) throw vscode.FileSystemError.FileNotFound(uri)
    if (!response.ok) throw vscode.FileSystemError.Unavailable(uri)
    return response
  }
}

/** The part of a proposed API that Go to File asks. */
interface FileSearch {
  registerFileSearchProvider(scheme: string, provider: {
    provideFileSearchResults(query: { pattern: string }, options: { folder: vscode.Uri }): Promise<vscode.Uri[]>
  }): vscode.Disposable
}

export function activate(context: vscode.ExtensionContext): void {
  const { scheme, authority } = context.extensionUri
  const provider = new SampleFolder(`${scheme}://${authority}`)
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('sample', provider, { isCaseSensitive: true }))
  const search = vscode.workspace as unknown as FileSearch
  context.subscriptions.push(search.registerFileSearchProvider('sample', {
    provideFileSearchResults: (_query, { folder }) => provider.filesBelow(folder),
  }))
}
