/** `npm run build [-- --debug] [-- --watch]` */
import { bundle, watch } from './bundle.ts'

const options = { debug: process.argv.includes('--debug') }
await (process.argv.includes('--watch') ? watch(options) : bundle(options))
