export declare function goTool(tool: {
  folder: string;
  module: string;
  command: string;
  ldflags?: (version: string) => string;
}): string | undefined;
export declare function works(command: string, args: readonly string[]): boolean;
