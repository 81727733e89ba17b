/**
 * Reads single variables of the environment and gathers their faults instead of throwing at the first.
 * An empty variable counts as absent. What the variables mean is config.ts's part.
 */

export interface ConfigFault {
  readonly variable: string
  readonly message: string
}

type Group = Readonly<Record<string, unknown>>
/** The fields of a group without null where the group needs them. */
type Filled<G extends Group, Needed extends keyof G> = {
  readonly [K in keyof G]: K extends Needed ? NonNullable<G[K]> : G[K]
}

export function createEnvironmentReader(env: Readonly<Record<string, string | undefined>>) {
  const faults: ConfigFault[] = []
  const fault = (variable: string, message: string): null => {
    faults.push({ variable, message })
    return null
  }

  function text(variable: string): string | null {
    const value = env[variable]?.trim() ?? ''
    return value === '' ? null : value
  }

  function numeric(variable: string, accepts: (value: number) => boolean, what: string): number | null {
    const given = text(variable)
    if (given === null) return null
    const value = Number(given)
    return Number.isFinite(value) && accepts(value)
      ? value
      : fault(variable, `must be ${what}, not "${given}"`)
  }

  function oneOf<T extends string>(variable: string, allowed: readonly T[]): T | null {
    const given = text(variable)
    if (given === null) return null
    const found = allowed.find((one) => one.toLowerCase() === given.toLowerCase())
    return found ?? fault(variable, `must be one of ${allowed.join(', ')}, not "${given}"`)
  }

  return {
    faults: faults as readonly ConfigFault[],
    text,
    oneOf,

    /** Like text, but its value never appears in a fault. */
    secret: (variable: string): string | null => text(variable),

    /** A secret that callers send in a header, which carries visible ASCII characters alone. */
    token(variable: string, minLength: number): string | null {
      const value = text(variable)
      if (value === null || (value.length >= minLength && /^[\x21-\x7e]+$/.test(value))) return value
      return fault(
        variable,
        `must have at least ${minLength} characters, letters, digits and signs without spaces`,
      )
    },

    whole: (variable: string, range: { readonly from: number; readonly to: number }) =>
      numeric(
        variable,
        (value) => Number.isInteger(value) && value >= range.from && value <= range.to,
        `a whole number from ${range.from} to ${range.to}`,
      ),

    number: (variable: string, range: { readonly above: number; readonly to: number }) =>
      numeric(
        variable,
        (value) => value > range.above && value <= range.to,
        `a number above ${range.above} and up to ${range.to}`,
      ),

    list<T extends string>(variable: string, allowed: readonly T[]): readonly T[] | null {
      const given = text(variable)
      if (given === null) return null
      const parts = given
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
      const unknown = parts.filter((part) => !(allowed as readonly string[]).includes(part))
      if (parts.length === 0 || unknown.length > 0) {
        return fault(variable, `must be a list of ${allowed.join(', ')}, not "${given}"`)
      }
      return allowed.filter((one) => parts.includes(one))
    },

    /** The value as written. A secret address (with a password in it) is not repeated in the fault. */
    url(
      variable: string,
      protocols: readonly string[],
      options: { readonly secret?: boolean } = {},
    ): string | null {
      const given = text(variable)
      if (given === null) return null
      if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given
      const wanted = protocols.map((protocol) => `${protocol}//…`).join(' or ')
      return fault(
        variable,
        `must be an address ${wanted}${options.secret === true ? '' : `, not "${given}"`}`,
      )
    },

    timezone(variable: string): string | null {
      const given = text(variable)
      if (given === null) return null
      try {
        return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone && given
      } catch (error) {
        if (error instanceof RangeError) return fault(variable, `must be a time zone name, not "${given}"`)
        throw error
      }
    },

    /**
     * Variables that only make sense together: null when none is given, a fault for each needed one that
     * is missing when some are. `preset` fields have a default and do not count as given.
     */
    group<G extends Group, Needed extends keyof G & string>(
      fields: G,
      needed: Readonly<Record<string, Needed>>,
      preset: readonly (keyof G)[] = [],
    ): Filled<G, Needed> | null {
      const given = Object.entries(fields).some(([field, value]) => value !== null && !preset.includes(field))
      if (!given) return null
      const missing = Object.entries(needed).filter(([, field]) => fields[field] === null)
      for (const [variable] of missing) {
        // A value that was refused is a fault already.
        if (!faults.some((one) => one.variable === variable)) {
          fault(variable, 'is needed with the others of its group')
        }
      }
      return missing.length > 0 ? null : (fields as Filled<G, Needed>)
    },
  }
}
