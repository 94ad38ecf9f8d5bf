/** The form of a CVE ID, and what is wrong with a text in another form. */
export const CVE_ID = /^CVE-\d{4}-\d{4,19}$/;
export const NO_CVE_ID = "must be a CVE ID such as CVE-2021-44228";
