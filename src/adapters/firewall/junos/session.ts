/** What a line of a captured session leaves to read. */
interface Shown {
  /** The configuration in it; empty where it is a banner, a prompt or a command that changes nothing. */
  readonly text: string
  /** It was typed behind a prompt, so that its path is that of the level it was typed at. */
  readonly typed: boolean
}

const banner =
  /^(?:\{(?:primary|secondary|master|backup|linecard|disabled|hold|lost)(?::[\w.-]{1,20})?\})?\s{0,8}(?:\[edit([^\]]{0,400})\])?\s{0,8}$/
const prompt = /^\s{0,8}[\w.-]{1,64}@[\w.:-]{1,64}([>#%])(?:\s+(\S.*)?)?$/
const changes = /^(?:set|deactivate|activate|delete|protect|unprotect|annotate|insert|rename|replace|copy)\s/

/**
 * What a terminal shows around a configuration: prompts, `[edit security]` and `{primary:node0}` before them, and commands.
 * `show configuration security nat` prints what stands below that path, without the path itself.
 */
export class Session {
  /** Path that braces stand under which have no prompt before them. */
  base: readonly string[] = []
  /** Path at which lines are typed. */
  level: readonly string[] = []
  /** A list of commands without prompts that goes down with `edit`. */
  scripted = false

  read(text: string): Shown {
    const first = text.charCodeAt(0)
    if ((first === 91 || first === 123) && text.length > 1) {
      const found = banner.exec(text)
      if (found) {
        this.#at(found[1] === undefined ? [] : wordsIn(found[1]))
        return { text: '', typed: false }
      }
    }
    const found = text.lastIndexOf('@', 72) > 0 ? prompt.exec(text) : null
    if (!found) return { text, typed: false }
    const command = found[2] ?? ''
    if (found[1] === '>') this.#at([])
    if (changes.test(command)) return { text: command, typed: true }
    const [verb = '', ...rest] = wordsIn(command.split('|')[0] ?? '')
    if (verb === 'edit') this.#at([...this.level, ...rest])
    else if (verb === 'top' && changes.test(`${rest[0] ?? ''} `)) {
      this.#at([])
      return { text: command.trimStart().slice(3), typed: true }
    } else if (verb === 'show') {
      const path = rest[0] === 'configuration' ? rest.slice(1) : this.level.concat(rest)
      // Lines of `set` have their whole path.
      this.base = /\|\s{0,8}display\s{1,8}set/.test(command) ? [] : path
    }
    return { text: '', typed: false }
  }

  /** `edit security nat`, `top`, `up 2` and `exit` in a list of commands without prompts. */
  move(verb: string, rest: readonly string[]): void {
    this.scripted = true
    if (verb === 'edit') this.#at([...this.level, ...rest])
    else if (verb === 'up') this.#at(this.level.slice(0, -Math.max(1, Number(rest[0]) || 1)))
    else this.#at([])
  }

  #at(path: readonly string[]): void {
    this.level = path.slice(0, 40)
    this.base = this.level
  }
}

function wordsIn(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}
