/** The port for speech: what was said in a recording, as text. */
export interface Recording {
  /** With an ending that says the format ("note.m4a"). */
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** "" when nothing was said. Throws `transcription_unavailable`, and the signal's reason when it was aborted. */
export type Transcribe = (recording: Recording, signal?: AbortSignal) => Promise<string>
