/** The reason of an exception, with its owner and ticket as far as they are known. */
export function exceptionText(exception: {
  reason: string;
  owner?: string | undefined;
  ticket?: string | undefined;
}): string {
  const { reason, owner = "", ticket = "" } = exception;
  return [reason, owner && `owner: ${owner}`, ticket && `ticket: ${ticket}`].filter((part) => part !== "").join("; ");
}
