/** The body of an answer cannot be read, though its status can. The message says what is wrong with it. */
export class BodyError extends Error {
  override readonly name = "BodyError";

  static tooLarge(bytes: number, cause: unknown): BodyError {
    return new BodyError(`it is larger than ${bytes / 1024 / 1024} MiB`, { cause });
  }
}
