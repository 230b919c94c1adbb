/** Columns that only this product writes, letters and digits only: two of them make a file one of its exports. */
export const ownColumns: ReadonlySet<string> = new Set(
  'sourcevm destinationvm sourcevmentityid destinationvmentityid sourcel2network destinationl2network sourcesecuritygroup destinationsecuritygroup sourcecluster destinationcluster flowtag flowtype traffictype portiananame sourceapplicationtier destinationapplicationtier sourcetier destinationtier'.split(
    ' ',
  ),
)
