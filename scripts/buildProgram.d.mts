export function buildProgram(program: {
  entry: string;
  folder: string;
  launcher: string;
  bundle: string;
}): Promise<void>;
