import { Uri } from 'vscode'

/** A document's name, for people: the last part of its path. */
export function nameOf(uri: string): string {
  return Uri.parse(uri).path.split('/').findLast((part) => part !== '') ?? uri
}
