/** Words of a visit's note, with the visit that they are from. */
export interface Quote {
  readonly visitId: string
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly text: string
}
