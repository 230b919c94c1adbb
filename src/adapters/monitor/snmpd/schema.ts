import type { Line } from '../../../lib/lines.ts'

/** A word of a directive, without its quotes, and where it stands. */
export interface Word {
  readonly text: string
  readonly line: Line
  /** Counted from one. */
  readonly column: number
}

/** One directive with its words; the first one is its name. */
export interface Directive {
  /** Lower case. */
  readonly name: string
  readonly line: Line
  readonly words: readonly Word[]
  /** What stands behind `#` on its line; empty when nothing does. */
  readonly comment: string
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Directives that only files of Net-SNMP have: a file with them is one. */
export const tellingDirectives = wordsOf(
  'rocommunity rocommunity6 rwcommunity rwcommunity6 com2sec com2sec6 com2secunix trapsink trap2sink informsink trapsess ' +
    'trapcommunity agentaddress agentxsocket syslocation syscontact sysservices rouser rwuser createuser usmuser ' +
    'authcommunity authuser snmptrapdaddr traphandle disableauthorization authtrapenable agentsecname iquerysecname ' +
    'defaultmonitors linkupdownnotifications dontlogtcpwrappersconnects includealldisks engineboots oldengineid ' +
    'setserialno notificationevent smuxsocket smuxpeer pass_persist informsess',
)

/** Directives that other files have, too. */
const otherDirectives = wordsOf(
  'access group view master sysname sysdescr sysobjectid psysname psyslocation psyscontact agentxperms agentxtimeout ' +
    'agentxretries agentxpinginterval agentuser agentgroup leave_pidfile maxgetbulkrepeats maxgetbulkresponses engineid ' +
    'engineidtype engineidnic proc procfix exec execfix disk load swap file logmatch extend extend-sh extendfix sh pass perl ' +
    'disableperl perlinitfile dlmod proxy override injecthandler monitor setevent strictdisman v1trapaddress interface ' +
    'interface_fadeout interface_replace_old ignoredisk skipnfsinhostresources storageusenfs realstorageunits table add_row ' +
    'authgroup authaccess setaccess format1 format2 ignoreauthfailure donotlogtraps donotretainnotificationlogs pidfile ' +
    'forward outputoption logoption sqlmaxqueue sqlsaveinterval includefile includedir includesearch clientaddr defversion ' +
    'defcommunity defsecurityname defsecuritylevel defauthtype defprivtype defauthpassphrase defprivpassphrase ' +
    'defpassphrase defcontext defdomain deftarget mibs mibdirs mibfile serverrecvbuf serversendbuf clientrecvbuf ' +
    'clientsendbuf cachetime nscachetimeout dodebugging debugtokens logtimestamp community trap smux tsmuseprefix ' +
    'persistentdir nopersistentload nopersistentsave tempfilepattern agentxnopersist sshtosnmpsocketperms x509crlfile localcert ' +
    'clientcert servercert trustcert certsecname peeridentity tlsminversion tlsalgorithms defengineid exactengineid ' +
    'dontloadhostconfig trapgroup defprivmech sysuptime loghost quiet printnumericoids printnumericenums norangecheck donotfork',
)

/** Whether a directive is one of Net-SNMP's, or of the agents that came before it on AIX and Solaris. */
export function isKnown(name: string): boolean {
  return tellingDirectives.has(name) || otherDirectives.has(name)
}
