/** A spreadsheet skips quotes and blanks before a formula. */
const FORMULA = /^["'\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** A number, a date, a time, a share or an amount of money, in any country's form. */
const NUMBER = /^(?=.*\p{Nd})[\p{Nd}\p{Sc}\s.,:/'’%()+\-年月日时時分秒]+(?:e[+-]?\p{Nd}+)?(?:\s?[ap]m|\s[ap])?$/iu;

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const DATE = new RegExp(`^(?=.*\\p{Nd})[\\p{Nd}\\s.,/-]*(?:${MONTHS})[\\p{Nd}\\s.,:/-]*$`, "iu");

const OTHER_VALUE = /^\s*(?:true|false|#n\/a|#[a-z/0]+[!?])\s*$/i;

/** An integer that looks the same as a number. A spreadsheet shows longer ones as 1.2E+11. */
const PLAIN_INTEGER = /^(?:0|[1-9]\d{0,10})$/;

/** An IPv4 address, unless it is also a number with a dot after each thousand. */
const ADDRESS = /^(?!\d+(?:\.\d{3}){3}$)\d+(?:\.\d+){3}$/;

/** A text that gets an apostrophe in front, also one that begins with an apostrophe. */
export const MARKED = new RegExp(
  [
    String.raw`^['\t\r\n]`,
    FORMULA.source,
    `(?!${PLAIN_INTEGER.source}|${ADDRESS.source})(?:${[NUMBER, DATE, OTHER_VALUE].map(({ source }) => source).join("|")})`,
  ].join("|"),
  "iu",
);

/** Where a spreadsheet may begin a new cell within a text: in many countries it splits rows at semicolons. */
export const INNER_FORMULA = /([;\t\r\n])(?=["'\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu;
