//! Writes HTML for long lists: rows that are only looked at need no views of their own. Every text is escaped.

/// HTML that is being written.
#[derive(Default)]
pub(crate) struct Html(String);

impl Html {
    /// Opens an element. An attribute whose value is empty is left out.
    pub(crate) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|it| !it.1.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            for (number, part) in value.split('"').enumerate() {
                self.0.push_str(if number == 0 { "" } else { "&quot;" });
                escape(&mut self.0, part);
            }
            self.0.push('"');
        }
        self.0.push('>');
    }

    pub(crate) fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// An element with nothing but text in it.
    pub(crate) fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        escape(&mut self.0, text);
        self.close(tag);
    }

    /// HTML that is written already.
    pub(crate) fn raw(&mut self, html: &str) {
        self.0.push_str(html);
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// Appends `text`, to stand between tags.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|it| matches!(it, b'<' | b'>' | b'&')) {
        let (plain, marked) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(match marked.as_bytes().first() {
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&amp;",
        });
        rest = marked.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_place() {
        let mut html = Html::default();
        html.element("p", &[("title", "\"><script>"), ("id", "")], "</p>&");
        assert_eq!(html.finish(), "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&amp;</p>");
    }
}
