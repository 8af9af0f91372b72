/** The words of one room in another language: the same keys, any text. */
export type Translation<Room> = { readonly [Key in keyof Room]: string };
