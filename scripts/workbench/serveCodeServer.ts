import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installFromDebian } from '../chromium.ts'
import { install, isInstalled } from '../ensureInstalled.mjs'
import { quietSettings } from './quietSettings.ts'
import { writeProfile } from './writeProfile.ts'

export interface CodeServer {
  readonly url: string
  /** Its user-data folder, which all windows share. */
  readonly profile: string
  close(): Promise<void>
}

const home = resolve('test/vscode/server')
const program = join(home, 'node_modules/code-server/out/node/entry.js')

/** Installs code-server into test/vscode/server where it is not yet; it compiles a few native parts. */
async function requireCodeServer(): Promise<void> {
  if (isInstalled(home)) return
  const needed = ['libkrb5-dev', 'python3', 'make', 'g++', 'pkg-config']
  if (!existsSync('/usr/include/gssapi/gssapi.h') && !installFromDebian(needed, 'code-server compiles against them')) {
    console.log('code-server compiles native parts: where its installation fails, install the Kerberos headers (libkrb5-dev), Python and a C++ compiler.')
  }
  console.log('Installing code-server (the first time only, some minutes)…')
  if (await install(home) !== 0) throw new Error('Installing code-server failed: the lines above say why.')
}

/** Starts a VS Code whose extensions run in Node, with a packaged extension installed from its file. */
export async function serveCodeServer(vsix: string): Promise<CodeServer> {
  await requireCodeServer()
  const data = mkdtempSync(join(tmpdir(), 'token-gaze-server-'))
  writeProfile(join(data, 'data'), quietSettings)
  const folders = ['--user-data-dir', join(data, 'data'), '--extensions-dir', join(data, 'extensions'), '--config', join(data, 'config.yaml')]
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}' }
  const installed = spawnSync(process.execPath, [program, ...folders, '--install-extension', resolve(vsix)], { env, encoding: 'utf8' })
  if (installed.status !== 0) throw new Error(`code-server did not install ${vsix}:\n${installed.stdout}${installed.stderr}`)
  const server = spawn(process.execPath, [
    program, ...folders, '--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-workspace-trust', '--disable-telemetry',
    '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened',
  ], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const url = await new Promise<string>((done, fail) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const [, address] = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? []
      if (address) done(`${address}/`)
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.on('exit', () => {
      fail(new Error(`code-server did not start:\n${said}`))
    })
  })
  return {
    url,
    profile: join(data, 'data'),
    close: () => new Promise((done) => {
      server.removeAllListeners('exit')
      server.on('exit', () => {
        rmSync(data, { recursive: true, force: true, maxRetries: 5 })
        done()
      })
      server.kill('SIGTERM')
    }),
  }
}
