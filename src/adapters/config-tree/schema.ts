/** What a file of a configuration tree is read as. */
export type TreeFile =
  | { readonly kind: 'text' }
  /** Who answers for which folder, as GitHub and GitLab read it. */
  | { readonly kind: 'codeowners' }

/** A line of CODEOWNERS. */
export interface CodeOwner {
  readonly line: number
  /** Path below the folder of the file, without leading and trailing slashes; empty = everything. */
  readonly pattern: string
  readonly owner: string
}

/** Endings of files that are configuration, for a surer answer than "some text". */
export const configurationEndings =
  /\.(?:properties|ya?ml|ini|env|json|xml|conf|cfg|cnf|toml|ora|config|tf|tfvars|sh|bat|ps1|sql|reg|service|rules|hosts|txt)$|(?:^|\/)(?:\.env[^/]*|hosts|fstab|sshd?_config|CODEOWNERS|Dockerfile|Makefile)$/i

/** Names that only configuration of applications and services has; no other reader knows them better. */
export const configurationNames =
  /\.(?:properties|env|ini|toml|cnf|tfvars)$|(?:^|\/)(?:\.env[^/]*|(?:tnsnames|listener|sqlnet)\.ora|pg_hba\.conf|pg_service\.conf|odbc(?:inst)?\.ini|sshd?_config|known_hosts|(?:web|app)\.config|appsettings[\w.-]{0,40}\.json|docker-compose[\w.-]{0,40}\.ya?ml)$/i

/** What the beginning of such a file says, whatever its name: manifests, grants, settings in XML. */
export const configurationHeads: readonly RegExp[] = [
  /^apiVersion: \S+$[^]{0,200}^kind: \S/m,
  /^GRANT [^\n;]{1,400} TO /im,
  /^\s{0,8}<(?:configuration|beans|server|web-app|datasources)[\s>]/m,
]
