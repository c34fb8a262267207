/** Where Chrome or Chromium is on this machine, and how to start it without a screen. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((app) =>
    ['/Applications', join(homedir(), 'Applications')].map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`)),
  win32: [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']].flatMap((folder) =>
    ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].flatMap((app) =>
      ['chrome.exe', 'msedge.exe'].map((file) => join(folder ?? 'C:/', app, 'Application', file)))),
}

/** Folders in which Playwright keeps the browsers it has downloaded. */
const playwrightCaches = [
  process.env['PLAYWRIGHT_BROWSERS_PATH'], join(homedir(), '.cache/ms-playwright'),
  join(homedir(), 'Library/Caches/ms-playwright'), join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
].filter((folder) => folder !== undefined)

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a Chrome or Chromium; `CHROME_PATH` wins. Undefined where there is none. */
export function findChromium(): string | undefined {
  const wished = process.env['CHROME_PATH']
  if (wished) {
    if (isProgram(wished)) return wished
    throw new Error(`CHROME_PATH names ${wished}, which is not a program: point it at Chrome or Chromium, or unset it.`)
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)))
  const cached = playwrightCaches.flatMap((folder) =>
    globSync('chromium-*/chrome-*/{chrome,chrome.exe,*.app/Contents/MacOS/*}', { cwd: folder })
      .sort().reverse().map((file) => join(folder, file)))
  return [...onPath, ...(places[process.platform] ?? []), ...cached].find(isProgram)
}

function isDebianRoot(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** Installs packages of Debian's where we may; false where we may not, or where it fails. */
export function installFromDebian(packages: readonly string[], why: string): boolean {
  if (!isDebianRoot()) return false
  console.log(`Installing ${packages.join(', ')} with apt-get: ${why}.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]): boolean => {
    const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (status !== 0) console.log(stderr.trim())
    return status === 0
  }
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)
}

/** The path of a Chrome or Chromium, installed first where the machine is a Debian on which we are root. */
export function requireChromium(): string {
  const found = findChromium()
  if (found) return found
  if (installFromDebian(['chromium'], 'no Chrome or Chromium was found')) {
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error('No Chrome or Chromium was found: install one, or set CHROME_PATH to its program.')
}

/** Command-line switches for a browser without a screen; `webgpu` adds an adapter in software (slow, exact). */
export function chromiumFlags(options: { readonly webgpu?: boolean } = {}): string[] {
  const flags = ['--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none']
  if (process.getuid?.() === 0) flags.push('--no-sandbox')
  if (options.webgpu) flags.push('--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan')
  return flags
}
