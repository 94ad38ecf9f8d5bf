/** One line of the table. */
export interface Line {
  what: string;
  /** Measured values, ready to be read. */
  ours: string;
  other: string;
  ratio: string;
  toReach: string;
  /** Left out where there is nothing to reach. */
  reached?: boolean;
  /** Peak memory of our side and the other's. */
  memory: string;
}

export interface Row {
  /** To choose it by on the command line. */
  name: string;
  measure(runs: number): Promise<Line[]>;
}

export const inMs = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`);
export const inMb = (value: number) => (Number.isNaN(value) ? "?" : `${value.toFixed(0)} MB`);
export const times = (value: number) => `${value.toFixed(2)} ×`;
