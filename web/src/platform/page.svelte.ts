/** What the screen says about itself to the shell. */
class Page {
  /** Heading of the screen; the browser's title is made from it. Empty: the route's title. */
  title = $state('');
}

export const page = new Page();
