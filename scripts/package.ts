/** `npm run package`: token-gaze-<version>.vsix */
import { packageExtension } from './packageExtension.ts'

const { file, megabytes } = await packageExtension()
console.log(`${file}: ${megabytes.toFixed(1)} MB`)
