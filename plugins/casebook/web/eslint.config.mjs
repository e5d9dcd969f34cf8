// One question alone: does a page use what browsers of three years ago do not have? (Types and unused names are tsc's business.)
// Baseline counts in years, so the last whole year that lies more than three years back; raise it each January by one.
// Whatever is allowed below works without it, as the reason says; content/pages/dev/index.md tells readers the same.
import css from "@eslint/css";
import parser from "@typescript-eslint/parser";
import baseline from "eslint-plugin-baseline-js";

const available = 2022;

export default [
  {
    files: ["**/*.css"],
    plugins: { css },
    language: "css/css",
    rules: {
      "css/use-baseline": [
        "error",
        {
          available,
          allowProperties: [
            // Breaks and gaps of lines: as browsers have always set them
            "text-autospace", "text-spacing-trim", "text-wrap",
            // Everywhere for decades; new is that its corners follow the border's
            "outline",
            // Print: pages break where they break, on the paper that the printer has
            "orphans", "page", "widows",
            // Boxes to tick in the system's colour; fields that neither grow with their text nor are pulled larger, but scroll
            "accent-color", "field-sizing", "resize",
            // Rows below the screen are laid out at once
            "contain-intrinsic-size", "content-visibility",
          ],
          allowPropertyValues: { "break-after": ["avoid"] }, // print, likewise
          allowAtRules: ["page"], // print, likewise
          // Room and columns that only please; never in a list with another selector, which an old browser would throw away with it
          allowSelectors: ["has"],
        },
      ],
    },
  },
  {
    files: ["**/*.ts"],
    languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "baseline-js": baseline },
    rules: {
      "baseline-js/use-baseline": [
        "error",
        {
          available,
          includeWebApis: { preset: "type-aware" },
          includeJsBuiltins: { preset: "type-aware" },
          ignoreFeatures: [
            "print", // on desktops for ever; its buttons do nothing on an old phone
            "async-clipboard", "execcommand", // each is what is done without the other
            "share", // asked for first; the address can be copied
          ],
        },
      ],
    },
  },
];
