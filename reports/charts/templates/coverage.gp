# coverage: hours of the week as cells, in pixels of the whole drawing.
# $promised, $outside, $swatches = left right top bottom class; $gaps, $hatch, $frame = x y dx dy; GAP is the width of a gap.
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:W]; set yrange [H:0]
array CLASS[6] = [H1, H2, H3, H4, H5, H6]
class(k) = k >= 1 ? CLASS[int(k)] : PAP
plot $outside using 1:3:1:2:3:4:(class($5)) with boxxyerror fc rgb variable fs transparent solid 0.75, \
     $promised using 1:3:1:2:3:4:(class($5)) with boxxyerror fc rgb variable, \
     $swatches using 1:3:1:2:3:4:(class($5)) with boxxyerror fc rgb variable, \
     $gaps with vectors nohead lc rgb PAP lw GAP, \
     $hatch with vectors nohead lc rgb AXS lw 1, \
     $frame with vectors nohead lc rgb INK lw 1.6
