import { childText } from '../../../../src/formats/xml/index.ts'
import { fakeUser } from '../options.ts'
import { content, escape } from '../wire/encode.ts'
import type { Call, Handlers } from './call.ts'
import { VimFault } from './fault.ts'
import { serviceContent } from './managers.ts'

/** Thrown where a real server answers 503 instead of a fault. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** Methods that need no session. */
export const openHandlers: Handlers = {
  RetrieveServiceContent: ({ world }) =>
    `<returnval>${content(world.shapes, serviceContent(world), 'ServiceContent')}</returnval>`,
  Login(call) {
    const right =
      childText(call.args, 'userName') === fakeUser.name &&
      childText(call.args, 'password') === fakeUser.password
    if (!right) throw new VimFault('InvalidLogin', {}, 'Anmeldung fehlgeschlagen')
    const key = call.world.sessions.begin('soap')
    if (key === undefined) throw new Unavailable('too many sessions')
    return userSession(call, key)
  },
  Logout({ world, session }) {
    if (!world.sessions.use(session, 'soap')) throw new VimFault('NotAuthenticated')
    world.sessions.end(session)
    return ''
  },
}

/** Methods of a session that is open. */
export const sessionHandlers: Handlers = {
  CurrentTime: ({ world }) => `<returnval>${new Date(world.now()).toISOString()}</returnval>`,
  SessionIsActive: ({ world, args }) =>
    `<returnval>${world.sessions.use(childText(args, 'sessionID') ?? '', 'soap')}</returnval>`,
}

/** The key of the session that a log-in opened, out of its answer. */
export const keyInAnswer = /<returnval><key>([^<]+)<\/key>/

function userSession({ world }: Call, key: string): string {
  const at = new Date(world.now()).toISOString()
  return `<returnval><key>${key}</key><userName>${escape(fakeUser.name)}</userName><fullName>Reader</fullName><loginTime>${at}</loginTime><lastActiveTime>${at}</lastActiveTime><locale>de</locale><messageLocale>de</messageLocale><extensionSession>false</extensionSession><ipAddress>127.0.0.1</ipAddress><userAgent></userAgent><callCount>0</callCount></returnval>`
}
