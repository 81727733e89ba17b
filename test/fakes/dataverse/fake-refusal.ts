/** What the fake refuses with: status, code and message as Dataverse words them. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export const noRow = (table: string, id: string) =>
  new Refusal(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`)

export const noSegment = (name: string) =>
  new Refusal(404, '0x8006088a', `Resource not found for the segment '${name}'.`)

export const noColumn = (column: string, table: string) =>
  new Refusal(
    400,
    '0x80060888',
    `Could not find a property named '${column}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
  )

export const badRequest = (message: string, code = '0x80060888') => new Refusal(400, code, message)
