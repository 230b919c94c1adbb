import { filterFields } from '../algebra/filter/index.ts'

/** What `--help` says of the filter language. */
export const filterHelp = `
A filter compares fields:  = != ~ !~ (contains, * is a wildcard) > >= < <= in (a, b) in 10.0.0.0/8
joined by and, or, not and brackets. \`has FIELD\` asks whether there is a value. A bare word looks everywhere.

Fields:
${filterFields.map((field) => `  ${field.name.padEnd(13)}${field.help}`).join('\n')}

Examples:
  causeway vms --where "cluster = hbr-prod and memory >= 64GiB"
  causeway vms --where "address in 10.20.0.0/16 and not has owner"
  causeway vms --where "finding = disk.rdm or name ~ 'sql*'"`
