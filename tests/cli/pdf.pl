# pdf.pl [TITLE [AUTHOR]] <PAGES >OUT.pdf: lines in Windows-1252, pages parted by form feeds. A page
# without a line has no text, one of the line [image] an image as large as the page. PDF_FONT: what a font says of itself beyond its kind.
use strict;
use warnings;

binmode STDIN;
binmode STDOUT;
my @info = @ARGV;
my @pages = split /\f/, do { local $/; <STDIN> };
my $kids = join ' ', map { 4 + 2 * $_ . ' 0 R' } 0 .. $#pages;
my @objects = (
	'<< /Type /Catalog /Pages 2 0 R >>',
	'<< /Type /Pages /Count ' . @pages . " /Kids [$kids] >>",
	'<< /Type /Font /Subtype /Type1 '
		. ($ENV{PDF_FONT} // '/BaseFont /Helvetica /Encoding /WinAnsiEncoding') . ' >>');
for my $i (0 .. $#pages) {
	my $lines = join ' ', map { s/([()\\])/\\$1/g; "($_) Tj T*" } split /\n/, $pages[$i];
	my $body = $lines eq '' ? ''
		: $pages[$i] =~ /^\[image\]\s*$/ ? "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
		: "BT /F1 12 Tf 14 TL 72 800 Td $lines ET";
	push @objects, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] '
		. '/Resources << /Font << /F1 3 0 R >> >> /Contents ' . (5 + 2 * $i) . ' 0 R >>';
	push @objects, '<< /Length ' . length($body) . " >>\nstream\n$body\nendstream";
}
my ($title, $author) = (@info, '', '');
push @objects, "<< /Title ($title) /Author ($author) /CreationDate (D:20080301120000Z) >>";
my $out = "%PDF-1.4\n";
my $table = '';
for my $i (0 .. $#objects) {
	$table .= sprintf "%010d 00000 n \n", length $out;
	$out .= $i + 1 . " 0 obj\n$objects[$i]\nendobj\n";
}
my $size = @objects + 1;
print $out, "xref\n0 $size\n0000000000 65535 f \n$table",
	"trailer << /Size $size /Root 1 0 R /Info ", $size - 1, " 0 R >>\nstartxref\n",
	length $out, "\n%%EOF\n";
