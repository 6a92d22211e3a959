# zip.pl OUT.zip [NAME=FILE]...: an archive of files under other names, '-' for standard input.
use strict;
use warnings;
use IO::Compress::Zip qw($ZipError);

my ($out, @members) = @ARGV;
my $zip;
for (@members) {
	my ($name, $file) = split /=/, $_, 2;
	if ($zip) {
		$zip->newStream(Name => $name) or die $ZipError;
	} else {
		$zip = IO::Compress::Zip->new($out, Name => $name) or die $ZipError;
	}
	open my $in, $file eq '-' ? '<&STDIN' : "<$file" or die "$file: $!";
	binmode $in;
	while (read $in, my $block, 1 << 16) {
		$zip->print($block);
	}
}
$zip->close;
