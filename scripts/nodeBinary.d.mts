export declare const NODE_VERSIONS: Readonly<Record<20 | 22 | 24 | 26, string>>;
export declare function nodeBinary(version: string, platform?: string): string;
