# break_even: $first, $second, $third = volume cost, and $first_band… = volume low high; $equal = low high volume of equal cost;
# $grid = x y dx dy; NOW = the volume of today.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $equal using 1:(A_Y0):1:2:(A_Y0):(A_Y1) with boxxyerror fc rgb GRD fs transparent solid 0.55, \
     $grid with vectors nohead lc rgb GRD lw 1, \
     $third_band using 1:2:3 with filledcurves fc rgb C3 fs transparent solid 0.16, \
     $second_band using 1:2:3 with filledcurves fc rgb C4 fs transparent solid 0.2, \
     $first_band using 1:2:3 with filledcurves fc rgb C1 fs transparent solid 0.16, \
     '+' using (NOW):(A_Y0):(0):(A_Y1-A_Y0) every ::0::0 with vectors nohead lc rgb INK lw 1.2 dt (4,4), \
     $third using 1:2 with lines lc rgb C3 lw 2.4, \
     $second using 1:2 with lines lc rgb C4 lw 2.4, \
     $first using 1:2 with lines lc rgb C1 lw 2.4
