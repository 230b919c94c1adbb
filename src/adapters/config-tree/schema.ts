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
